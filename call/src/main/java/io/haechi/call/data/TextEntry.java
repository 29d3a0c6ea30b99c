package io.haechi.call.data;

import io.haechi.core.Example;

/**
 * One labelled text.
 *
 * @param example the text; its group is the call it comes from
 * @param type what kind of call it is, such as 수사기관 사칭; empty if unknown
 */
public record TextEntry(Example<String> example, String type) {

    /** The same entry with another text. */
    public TextEntry with(String text) {
        return new TextEntry(example.with(text), type);
    }

    /** The text itself. */
    public String text() {
        return example.input();
    }
}
