package io.haechi.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * The list of commands in a help page: name and first clause of the description. The library would show the first line of
 * the header, which here is the word "Examples:".
 */
final class CommandList implements CommandLine.IHelpSectionRenderer {

    static void install(CommandLine line) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>(line.getHelpSectionMap());
        sections.put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandList());
        line.setHelpSectionMap(sections);
        line.getSubcommands().values().forEach(CommandList::install);
    }

    @Override
    public String render(CommandLine.Help help) {
        Map<String, String> rows = new LinkedHashMap<>();
        help.subcommands().forEach((name, sub) -> rows.put(name, summary(sub.commandSpec())));
        return help.createTextTable(rows).toString();
    }

    private static String summary(CommandLine.Model.CommandSpec spec) {
        String description = String.join(" ", spec.usageMessage().description());
        return description.split("[.:;](\\s|$)", 2)[0];
    }
}
