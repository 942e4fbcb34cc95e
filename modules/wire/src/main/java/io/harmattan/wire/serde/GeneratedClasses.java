package io.harmattan.wire.serde;

import org.apache.avro.generic.GenericContainer;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro load the classes that its compiler generated. Since 1.12 it loads a class that a schema names only when it is
 * trusted; generated classes hold data and nothing else, so they are, in whatever package, and no system property is
 * needed. What was trusted before stays so.
 */
final class GeneratedClasses {
    private static boolean trusted;

    private GeneratedClasses() {}

    static synchronized void trust() {
        if (!trusted) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    ClassSecurityValidator.getGlobal(), GenericContainer.class::isAssignableFrom));
            trusted = true;
        }
    }
}
