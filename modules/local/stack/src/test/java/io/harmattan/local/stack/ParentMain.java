package io.harmattan.local.stack;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;

/** Starts a stack in a process of its own, says UP and waits for its end; SIGTERM closes the stack. */
final class ParentMain {
    private ParentMain() {}

    public static void main(String[] args) throws InterruptedException {
        StackSettings settings =
                StackSettings.of(Path.of(args[0]), Path.of(args[1])).withParts(EnumSet.of(Part.KAFKA, Part.SEARCH));
        LocalStack stack = LocalStack.start(settings, StackListener.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        System.out.println("UP");
        new CountDownLatch(1).await();
    }
}
