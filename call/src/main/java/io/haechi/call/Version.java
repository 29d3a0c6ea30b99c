package io.haechi.call;

/** The version of Haechi that is running, as the build wrote it into the jar. */
final class Version {
    private Version() {}

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
