/**
 * Speed, measured with JMH. {@code mvn -q -Pbenchmarks -pl modules/benchmarks -am package -DskipTests}, then from the root
 * {@code java -cp 'modules/benchmarks/target/benchmarks.jar:modules/benchmarks/target/lib/*' org.openjdk.jmh.Main NAME};
 * {@code -p data=FILE.jsonl} reads other articles than the seeds.
 */
@NullMarked
package io.harmattan.benchmarks;

import org.jspecify.annotations.NullMarked;
