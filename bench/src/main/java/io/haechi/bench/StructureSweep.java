package io.haechi.bench;

import io.haechi.segment.cluster.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often "is there structure at all?" is answered wrongly: each round draws every kind of rows anew, with groups in them or
 * none, and counts groups that were seen where there are none, and groups that were missed.
 */
final class StructureSweep {
    private StructureSweep() {}

    static List<Cloud> clouds() {
        List<Cloud> clouds = new ArrayList<>();
        for (int columns : new int[] {1, 2, 5}) {
            clouds.add(new Cloud("even-" + columns, 1, Cloud.each(600, columns, Random::nextDouble)));
            clouds.add(new Cloud("normal-" + columns, 1, Cloud.each(600, columns, Random::nextGaussian)));
        }
        clouds.add(new Cloud("normal-60-rows", 1, Cloud.each(60, 2, Random::nextGaussian)));
        clouds.add(new Cloud("normal-4000-rows", 1, Cloud.each(4000, 3, Random::nextGaussian)));
        clouds.add(new Cloud("lognormal-3", 1, Cloud.each(600, 3, random -> Math.exp(random.nextGaussian()))));
        clouds.add(new Cloud("exponential-2", 1, Cloud.each(600, 2, random -> -Math.log(1 - random.nextDouble()))));
        clouds.add(new Cloud("normal-10", 1, Cloud.each(600, 10, Random::nextGaussian)));
        clouds.add(new Cloud("heavy-tails-3", 1, Cloud.each(600, 3, StructureSweep::heavy)));
        clouds.add(new Cloud("correlated-3", 1, StructureSweep::correlated));
        clouds.add(new Cloud("whole-numbers-4", 1, Cloud.each(600, 4, random -> random.nextInt(5))));
        clouds.add(new Cloud(
                "counts-3", 1, Cloud.each(600, 3, random -> Math.floor(-4 * Math.log(1 - random.nextDouble())))));
        clouds.add(new Cloud("words", 1, Cloud.words(600, new int[] {4, 4, 2}, 0, 0)));
        clouds.add(new Cloud("words-and-numbers", 1, Cloud.words(600, new int[] {9, 2}, 3, 0)));
        for (int k = 2; k <= 6; k++) {
            clouds.add(new Cloud(k + "-groups-2", k, groups(600, 2, 8, even(k), 1, 0)));
        }
        clouds.add(new Cloud("3-groups-5", 3, groups(600, 5, 8, even(3), 1, 0)));
        clouds.add(new Cloud("5-groups-5", 5, groups(600, 5, 8, even(5), 1, 0)));
        clouds.add(new Cloud("3-groups-5-sigma", 3, groups(600, 2, 5, even(3), 1, 0)));
        clouds.add(new Cloud("2-groups-5-sigma", 2, groups(600, 2, 5, even(2), 1, 0)));
        clouds.add(new Cloud("2-groups-9-to-1", 2, groups(600, 3, 8, new double[] {0.9, 0.1}, 1, 0)));
        clouds.add(new Cloud("3-groups-unequal", 3, groups(600, 2, 8, new double[] {0.7, 0.2, 0.1}, 1, 0)));
        clouds.add(new Cloud("3-groups-long", 3, groups(600, 2, 8, even(3), 3, 0)));
        clouds.add(new Cloud("3-groups-in-noise", 3, groups(600, 2, 8, even(3), 1, 0.1)));
        clouds.add(new Cloud("3-groups-90-rows", 3, groups(90, 2, 8, even(3), 1, 0)));
        clouds.add(new Cloud("3-kinds-of-words", 3, Cloud.words(600, new int[] {4, 4, 4, 4, 4, 4}, 0, 0.9)));
        return clouds;
    }

    private static Cloud.Draw groups(
            int rows, int columns, double apart, double[] shares, double stretch, double noise) {
        return Cloud.clouds(rows, columns, apart, shares, stretch, noise);
    }

    private static double[] even(int k) {
        double[] shares = new double[k];
        Arrays.fill(shares, 1.0 / k);
        return shares;
    }

    /** Student's t with three degrees of freedom: a cloud with rows far outside. */
    private static double heavy(Random random) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double each = random.nextGaussian();
            sum += each * each;
        }
        return random.nextGaussian() / Math.sqrt(sum / 3);
    }

    private static Cloud.Rows correlated(Random random) {
        double[][] values = new double[600][3];
        for (double[] row : values) {
            double shared = random.nextGaussian();
            Arrays.setAll(row, _ -> 0.9 * shared + 0.44 * random.nextGaussian());
        }
        return Cloud.numbers(values);
    }

    static void run(Session session) {
        long wrong = 0;
        long asked = 0;
        List<Cloud> clouds = clouds();
        for (Cloud cloud : clouds) {
            List<Structure> answers = new ArrayList<>();
            List<Measurement> times = session.measure(
                    "structure-" + cloud.name(),
                    List.of(Contender.ours("Haechi", () -> answers.add(cloud.look(answers.size() + 1L)))),
                    Double.NaN);
            wrong += wrong(cloud, answers);
            asked += answers.size();
            List<String> notes = new ArrayList<>(List.of(note(cloud, answers)));
            if (cloud.equals(clouds.getLast())) {
                notes.add("All kinds together: answered wrongly in " + wrong + " of " + asked + " draws.");
            }
            session.compared(
                    new Comparison("structure-" + cloud.name(), "is there structure at all?", times, notes, List.of()));
        }
    }

    private static long wrong(Cloud cloud, List<Structure> answers) {
        return answers.stream()
                .filter(answer -> answer.found() != cloud.groups() > 1)
                .count();
    }

    private static String note(Cloud cloud, List<Structure> answers) {
        if (cloud.groups() == 1) {
            return String.format(
                    Locale.ROOT,
                    "No groups: found all the same in %d of %d draws.",
                    wrong(cloud, answers),
                    answers.size());
        }
        return String.format(
                Locale.ROOT,
                "%d groups: missed in %d of %d draws, counted right in %d.",
                cloud.groups(),
                wrong(cloud, answers),
                answers.size(),
                answers.stream()
                        .filter(answer -> answer.groups() == cloud.groups())
                        .count());
    }
}
