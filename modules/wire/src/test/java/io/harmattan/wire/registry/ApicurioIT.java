package io.harmattan.wire.registry;

class ApicurioIT extends SchemaRegistryContract {
    @Override
    String url() {
        return System.getProperty("registry.url", "http://127.0.0.1:28080/apis/ccompat/v7");
    }
}
