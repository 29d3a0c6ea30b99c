package io.haechi.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The house has floors: a room uses the rooms below it, never beside or above. */
@AnalyzeClasses(packages = "io.haechi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ROOMS_USE_ONLY_THE_ROOMS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.haechi..")
            .layer("core")
            .definedBy("io.haechi.core..")
            .layer("onnx")
            .definedBy("io.haechi.onnx..")
            .layer("neural")
            .definedBy("io.haechi.neural..")
            .layer("audio")
            .definedBy("io.haechi.audio..")
            .optionalLayer("text")
            .definedBy("io.haechi.text..")
            .layer("voice")
            .definedBy("io.haechi.voice..")
            .optionalLayer("call")
            .definedBy("io.haechi.call..")
            .layer("segment")
            .definedBy("io.haechi.segment..")
            .layer("bench")
            .definedBy("io.haechi.bench..")
            .layer("cli")
            .definedBy("io.haechi.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bench")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("call")
            .mayOnlyBeAccessedByLayers("bench", "cli")
            .whereLayer("voice")
            .mayOnlyBeAccessedByLayers("call", "bench", "cli")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers("call", "bench", "cli")
            .whereLayer("segment")
            .mayOnlyBeAccessedByLayers("bench", "cli")
            .whereLayer("neural")
            .mayOnlyBeAccessedByLayers("voice", "call", "bench", "cli")
            .whereLayer("audio")
            .mayOnlyBeAccessedByLayers("voice", "call", "bench", "cli")
            .whereLayer("onnx")
            .mayOnlyBeAccessedByLayers("neural", "audio", "text", "voice", "call", "bench", "cli");

    @ArchTest
    static final ArchRule FEATURES_ARE_FREE_OF_CYCLES =
            slices().matching("io.haechi.audio.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SEGMENTS_ARE_FREE_OF_CYCLES =
            slices().matching("io.haechi.segment.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TEXT_IS_FREE_OF_CYCLES =
            slices().matching("io.haechi.text.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CORE_IS_FREE_OF_CYCLES =
            slices().matching("io.haechi.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_AND_BENCHMARKS_PRINT = noClasses()
            .that()
            .resideOutsideOfPackages("io.haechi.cli..", "io.haechi.bench..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule ONLY_MAIN_EXITS = noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule NOTHING_NEEDS_A_SCREEN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..");

    @ArchTest
    static final ArchRule THERE_IS_ONE_WAY_TO_LOG =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static void everyPackageSaysWhatItHolds(JavaClasses classes) {
        List<String> silent = classes.getPackage("io.haechi").getSubpackagesInTree().stream()
                .filter(each -> !each.getClasses().isEmpty())
                .filter(each -> !each.getName().endsWith(".jmh_generated"))
                .filter(each -> each.tryGetPackageInfo().isEmpty())
                .map(JavaPackage::getName)
                .toList();
        assertThat(silent).isEmpty();
    }
}
