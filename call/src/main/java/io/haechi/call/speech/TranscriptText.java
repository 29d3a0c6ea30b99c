package io.haechi.call.speech;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A transcript as the files that players, editors and {@code haechi scan} read. */
public enum TranscriptText {
    /** A line for each utterance, with its time and, if there are several, its channel. */
    TEXT {
        @Override
        public String of(Transcript transcript) {
            StringBuilder text = new StringBuilder();
            for (Utterance each : transcript.utterances()) {
                text.append(line(transcript, each)).append('\n');
            }
            return text.toString();
        }
    },
    /** SubRip. */
    SRT {
        @Override
        public String of(Transcript transcript) {
            StringBuilder text = new StringBuilder();
            int number = 1;
            for (Utterance each : transcript.utterances()) {
                text.append(number++).append('\n');
                text.append(clock(each.startSeconds(), ','))
                        .append(" --> ")
                        .append(clock(each.endSeconds(), ','))
                        .append('\n');
                text.append(speaker(transcript, each)).append(each.text()).append("\n\n");
            }
            return text.toString();
        }
    },
    /** WebVTT; a channel is a voice. */
    VTT {
        @Override
        public String of(Transcript transcript) {
            StringBuilder text = new StringBuilder("WEBVTT\n\n");
            for (Utterance each : transcript.utterances()) {
                text.append(clock(each.startSeconds(), '.'))
                        .append(" --> ")
                        .append(clock(each.endSeconds(), '.'))
                        .append('\n');
                if (transcript.channels() > 1) {
                    text.append("<v channel ").append(each.channel()).append('>');
                }
                text.append(each.text().replace("&", "&amp;").replace("<", "&lt;"))
                        .append("\n\n");
            }
            return text.toString();
        }
    },
    /** One JSON object in one line. */
    JSON {
        @Override
        public String of(Transcript transcript) {
            return json(transcript) + "\n";
        }
    };

    /** The whole transcript; ends with a line break. */
    public abstract String of(Transcript transcript);

    /** One utterance as {@link #TEXT} writes it, without a line break. */
    public static String line(Transcript transcript, Utterance utterance) {
        return "[" + brief(utterance.startSeconds()) + "-" + brief(utterance.endSeconds()) + "] "
                + speaker(transcript, utterance) + utterance.text();
    }

    /** The object that {@link #JSON} writes: schema, file, seconds, language, model, and the utterances. */
    public static ObjectNode json(Transcript transcript) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1").put("file", transcript.name()).put("seconds", round(transcript.seconds()));
        json.put("channels", transcript.channels()).put("speechSeconds", round(transcript.speechSeconds()));
        json.put("language", transcript.language());
        json.put("modelId", transcript.modelId()).put("modelSha256", transcript.modelSha256());
        json.put("text", transcript.text());
        ArrayNode limits = json.putArray("limits");
        transcript.limits().forEach(limits::add);
        ArrayNode utterances = json.putArray("utterances");
        for (Utterance each : transcript.utterances()) {
            ObjectNode node = utterances.addObject();
            node.put("channel", each.channel());
            node.put("startSeconds", round(each.startSeconds())).put("endSeconds", round(each.endSeconds()));
            node.put("text", each.text()).put("language", each.language());
            if (Double.isFinite(each.confidence())) {
                node.put("confidence", round(each.confidence()));
            } else {
                node.putNull("confidence");
            }
        }
        return json;
    }

    private static String speaker(Transcript transcript, Utterance utterance) {
        return transcript.channels() > 1 ? "channel " + utterance.channel() + ": " : "";
    }

    private static double round(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    private static String brief(double seconds) {
        long tenths = Math.round(seconds * 10);
        return String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }

    private static String clock(double seconds, char point) {
        long millis = Math.round(seconds * 1e3);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                point,
                millis % 1000);
    }
}
