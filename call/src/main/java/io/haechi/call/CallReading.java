package io.haechi.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.pattern.Manipulation;
import io.haechi.call.risk.PhishingShare;
import io.haechi.core.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a call says: the verdict, and what it rests on.
 *
 * @param file name of the transcript
 * @param seconds length of the call, estimated where the transcript has no times
 * @param verdict the calibrated probability of the whole call and the decision it leads to
 * @param share the published risk P, phishing sentences of all
 * @param type the kind of phishing it is likest (수사기관 사칭, 대출사기, 기타); empty unless it is suspect
 * @param sentences each sentence with its probability
 * @param alertAt where the call would have been called out while it went on, as an index of {@code sentences}; -1 if nowhere
 */
public record CallReading(
        String file,
        double seconds,
        Verdict verdict,
        PhishingShare share,
        String type,
        List<SentenceReading> sentences,
        int alertAt) {

    public CallReading {
        sentences = List.copyOf(sentences);
    }

    /** Ways of manipulating found anywhere in the call. They explain, they decide nothing. */
    public Set<Manipulation> manipulations() {
        Set<Manipulation> all = EnumSet.noneOf(Manipulation.class);
        sentences.forEach(each -> each.manipulations().forEach(found -> all.add(found.manipulation())));
        return all;
    }

    /** One JSON object with {@code "schema":"haechi/1"}. */
    public ObjectNode toJson() {
        return CallJson.of(this);
    }
}
