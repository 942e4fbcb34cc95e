package io.harmattan.local.stack;

/** A part of the stack: one child process. In the order in which they are started. */
public enum Part {
    /** The Kafka node, broker and controller at once. */
    KAFKA("Kafka", "broker", "local.kafka-port"),
    /** The schema registry; it keeps its schemas in Kafka. */
    REGISTRY("schema registry", "registry", "local.registry-port"),
    /** The Elasticsearch node. */
    SEARCH("Elasticsearch", "search", "local.elasticsearch-port");

    private final String title;
    private final String folder;
    private final String portSetting;

    Part(String title, String folder, String portSetting) {
        this.title = title;
        this.folder = folder;
        this.portSetting = portSetting;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Its name in paths: the folder of its runtime, its log file, its keys in the stack's file. */
    public String folder() {
        return folder;
    }

    /** The setting that holds its port. */
    public String portSetting() {
        return portSetting;
    }
}
