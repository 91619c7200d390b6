package vn.hoixa;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.modulith.core.ApplicationModules;

/** The rules that the design gives to packages. */
class ArchitectureTest {
    private static final JavaClasses HOIXA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.hoixa");

    @Test
    void letsPackagesUseOnlyWhatOthersOfferAndInOneDirection() {
        ApplicationModules.of(HoiXa.class).verify();
    }

    @ParameterizedTest
    @CsvSource({
        "okhttp3.., zalo",
        "org.apache.lucene.., matching",
        "com.google.zxing.., site attachment",
        "redis.clients.., mailbox live",
        "org.flywaydb.., storage",
        "org.sqlite.., storage",
        "com.zaxxer.hikari.., storage",
        "picocli.., cli"
    })
    void keepsALibraryInItsPackages(String library, String owners) {
        String[] packages = Stream.of(owners.split(" "))
                .map(owner -> "vn.hoixa." + owner + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOIXA);
        assertThat(HOIXA.stream()
                        .filter(resideInAnyPackage(packages))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .anyMatch(dependency -> resideInAPackage(library).test(dependency.getTargetClass())))
                .as("%s is used at all, else this rule says nothing", library)
                .isTrue();
    }

    @Test
    void keepsWebCodeOutOfDecisions() {
        noClasses()
                .that()
                .resideInAPackage("vn.hoixa.inquiry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
                .check(HOIXA);
    }

    @Test
    void takesTimeFromTheClockThatTestsCanMove() {
        noClasses().should().callMethodWhere(readsTheMachinesTime()).check(HOIXA);
        classes()
                .that(callAny(InstantSource.class, "system"))
                .should()
                // Commands run without the service and its clock.
                .resideInAnyPackage("vn.hoixa.storage", "vn.hoixa.cli")
                .check(HOIXA);
    }

    @Test
    void isFlat() {
        Set<String> packages =
                HOIXA.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).allMatch(name -> name.matches("vn\\.hoixa(\\.[a-z]+)?"));
    }

    @Test
    void namesPackagesByFeature() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..", "..impl..", "..dto..", "..util..", "..utils..", "..model..", "..common..")
                .check(HOIXA);
    }

    @Test
    void marksEveryPackageAsNullMarked() {
        Set<String> marked = HOIXA.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        assertThat(HOIXA.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .isEqualTo(marked);
    }

    private static DescribedPredicate<JavaCall<?>> readsTheMachinesTime() {
        return DescribedPredicate.describe("reads the machine's time", call -> {
            AccessTarget.CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            boolean asksForNow =
                    owner.startsWith("java.time.") && target.getName().equals("now");
            boolean makesAClock =
                    owner.equals(Clock.class.getName()) && target.getName().startsWith("system");
            boolean asksTheSystem =
                    owner.equals(System.class.getName()) && target.getName().equals("currentTimeMillis");
            boolean makesADate = owner.equals("java.util.Date")
                    && target.getName().equals("<init>")
                    && target.getRawParameterTypes().isEmpty();
            return asksForNow || makesAClock || asksTheSystem || makesADate;
        });
    }

    private static DescribedPredicate<JavaClass> callAny(Class<?> owner, String method) {
        return DescribedPredicate.describe(
                "call " + owner.getSimpleName() + "." + method,
                type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(owner)
                                && call.getName().equals(method)));
    }
}
