package io.haechi.segment.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be explained: an item by its name, or a column and a condition ({@code Spending >= 80}).
 *
 * @param column the column's or item's name
 * @param sign {@code >=}, {@code >}, {@code <=}, {@code <}, {@code =}, or empty for an item by its whole name
 * @param value what it is compared with
 */
public record Target(String column, String sign, String value) {
    private static final Pattern CONDITION = Pattern.compile("(.+?)\\s*(>=|<=|>|<|=)\\s*([^<>=]+)");

    /** Reads a condition, or takes the text for an item's name. */
    public static Target parse(String text) {
        Matcher match = CONDITION.matcher(text.strip());
        return match.matches()
                ? new Target(match.group(1), match.group(2), match.group(3).strip())
                : new Target(text.strip(), "", "");
    }

    /** Whether it compares numbers. */
    public boolean isNumeric() {
        return sign.startsWith(">") || sign.startsWith("<");
    }

    /** The number it compares with. */
    double number() {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" in the condition on \"" + column
                            + "\" is no number; write for example \"Spending >= 80\".",
                    e);
        }
    }

    /** Whether a number meets it. */
    boolean isMetBy(double number) {
        double limit = number();
        return switch (sign) {
            case ">=" -> number >= limit;
            case ">" -> number > limit;
            case "<=" -> number <= limit;
            case "<" -> number < limit;
            default -> number == limit;
        };
    }

    /** The item of the rows that meet it. */
    String item() {
        return sign.isEmpty() ? column : sign.equals("=") ? column + "=" + value : column + " " + sign + " " + value;
    }

    /** The item of the rows that do not. */
    String opposite() {
        String turned = switch (sign) {
            case ">=" -> "<";
            case ">" -> "<=";
            case "<=" -> ">";
            default -> ">=";
        };
        return column + " " + turned + " " + value;
    }

    /**
     * The items among these names that it means.
     *
     * @throws IllegalArgumentException if none of them is meant
     */
    public List<String> among(List<String> names) {
        String wanted = item();
        List<String> meant = names.stream()
                .filter(name -> name.equals(wanted)
                        || sign.isEmpty() && (name.startsWith(column + "=") || name.startsWith(column + " "))
                        || sign.equals("=") && name.equals(value) && names.contains(value))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("No item is called \"" + wanted + "\"; there are for example "
                    + String.join(", ", names.stream().limit(5).toList()) + ".");
        }
        return meant;
    }
}
