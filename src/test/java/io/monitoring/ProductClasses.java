package io.monitoring;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The classes of the product for tests that look into them: read once, which takes longer than looking. */
public final class ProductClasses {

    public static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ArchitectureTest.NotTests())
            .importPackages("io.monitoring");

    private ProductClasses() {}
}
