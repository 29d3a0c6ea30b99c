package io.haechi.segment.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers transactions one by one; an item named twice in one of them counts once. */
public final class TransactionsBuilder {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Ints offsets = new Ints(1024);
    private final Ints items = new Ints(8192);
    private final Ints open = new Ints(64);

    public TransactionsBuilder() {
        offsets.add(0);
    }

    /** The number of an item of this name, new or known. */
    public int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** Puts an item into the open transaction. */
    public TransactionsBuilder item(String name) {
        open.add(number(name));
        return this;
    }

    /** Puts an item, given by its number, into the open transaction. */
    public TransactionsBuilder item(int number) {
        open.add(number);
        return this;
    }

    /** Closes the open transaction, if anything is in it. */
    public TransactionsBuilder endUnlessEmpty() {
        return open.size() == 0 ? this : end();
    }

    /** Closes the open transaction, empty or not. */
    public TransactionsBuilder end() {
        int[] held = open.array();
        Arrays.sort(held, 0, open.size());
        for (int i = 0; i < open.size(); i++) {
            if (i == 0 || held[i] != held[i - 1]) {
                items.add(held[i]);
            }
        }
        offsets.add(items.size());
        open.shrink(0);
        return this;
    }

    /** All transactions so far. */
    public Transactions build() {
        return new Transactions(names, offsets.toArray(), items.toArray());
    }
}
