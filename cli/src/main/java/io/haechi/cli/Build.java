package io.haechi.cli;

import picocli.CommandLine;

/** Which Haechi this is. */
final class Build implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "haechi " + version() + " (Java " + Runtime.version().feature() + ")"
        };
    }

    static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
