package io.haechi.core.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model is to a problem, whatever its id; each alias stands for at most one model. */
public enum Alias {
    /** The model in use. */
    @JsonProperty("champion")
    CHAMPION,
    /** The model that is to be compared with the champion. */
    @JsonProperty("challenger")
    CHALLENGER;

    /** The alias that is written like this, in small letters; empty for any other word. */
    public static Optional<Alias> of(String word) {
        return Arrays.stream(values())
                .filter(alias -> alias.toString().equals(word))
                .findFirst();
    }

    /** As it is written on the command line and in the history. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
