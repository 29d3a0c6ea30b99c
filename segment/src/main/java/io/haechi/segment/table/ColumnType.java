package io.haechi.segment.table;

/** What a column holds. */
public enum ColumnType {
    /** Numbers, with a decimal point or comma, thousands separators, a currency or per cent sign. */
    NUMBER,
    /** Days, with or without a time; taken as days since 1970. */
    DATE,
    /** A few words that come again and again. */
    CATEGORY,
    /** A name or number of the row itself, different in each: says nothing about groups. */
    IDENTIFIER,
    /** Nothing but missing values. */
    EMPTY
}
