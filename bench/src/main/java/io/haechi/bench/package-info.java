/**
 * How fast Haechi is, beside others that do the same work in the same run.
 *
 * <p>{@link io.haechi.bench.Benchmarks} is what {@code haechi bench} prints: whole tasks against JTransforms, and against
 * librosa and onnxruntime where a Python has them. The classes whose names end in {@code Benchmark} are JMH benchmarks
 * for who works on one kernel:
 *
 * <pre>{@code
 * mvn -B -q -pl bench -am package -DskipTests
 * java --enable-native-access=ALL-UNNAMED -cp "bench/target/classes:$(cat bench/target/dependencies.classpath)" \
 *     org.openjdk.jmh.Main FrontEndBenchmark -f 1 -wi 3 -i 5
 * }</pre>
 *
 * <p>Leave out the name to run all; {@code -lp} lists their parameters. Every figure that is passed on should name the
 * processor, the JDK and the command, as {@code haechi bench} does by itself.
 */
@NullMarked
package io.haechi.bench;

import org.jspecify.annotations.NullMarked;
