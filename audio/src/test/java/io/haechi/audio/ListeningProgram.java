package io.haechi.audio;

import java.nio.file.Path;

/** A whole program for {@link ProcessIT}: reads a sound to its end, or holds it open until it is killed. */
final class ListeningProgram {

    private ListeningProgram() {}

    public static void main(String[] args) throws InterruptedException {
        try (SoundStream stream = SoundFile.open(Path.of(args[1]), 16_000, DecodeLimits.DEFAULT)) {
            float[][] block = new float[stream.channels()][4096];
            stream.read(block, 1);
            System.out.println("reading");
            if (args[0].equals("hold")) {
                Thread.sleep(60_000);
            }
            long start = System.nanoTime();
            long frames = 1;
            for (int n = stream.read(block, 4096); n >= 0; n = stream.read(block, 4096)) {
                frames += n;
            }
            System.out.printf("%d frames in %.2f s%n", frames, (System.nanoTime() - start) / 1e9);
        }
    }
}
