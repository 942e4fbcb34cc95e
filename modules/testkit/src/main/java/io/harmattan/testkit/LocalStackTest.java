package io.harmattan.testkit;

import io.harmattan.local.stack.Part;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a running {@link io.harmattan.local.stack.LocalStack} as a parameter of a constructor, a
 * lifecycle method or a test.
 *
 * <p>The stack is started when it is first asked for and shared by all classes of the JVM that need no other part, so a
 * test uses topics, subjects and indices of its own name. Its processes and its folder are gone when the JVM is.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(LocalStackExtension.class)
public @interface LocalStackTest {
    /** The parts that the tests need; the registry needs Kafka. All of them unless said otherwise. */
    Part[] value() default {Part.KAFKA, Part.REGISTRY, Part.SEARCH};
}
