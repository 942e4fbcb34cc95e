package io.harmattan.domain;

import java.nio.ByteBuffer;

/**
 * A unit vector that stands for the meaning of title and lead, quantised to 8 bits a dimension.
 *
 * @param model name and version of the model that made it; only vectors of one model can be compared
 * @param values one signed byte a dimension: the component times 127, rounded
 */
public record Embedding(String model, ByteBuffer values) {
    private static final float SCALE = 127;

    public Embedding {
        Check.notBlank(model, "model of a vector");
        values = ByteBuffer.allocate(values.remaining())
                .put(values.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    /** From a vector of any length but 0, which is made one of length 1. */
    public static Embedding of(String model, float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += component * (double) component;
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            throw new IllegalArgumentException(
                    "a vector of " + model + " has the squared length " + squares + "; expected a finite one above 0");
        }
        double length = Math.sqrt(squares);
        ByteBuffer bytes = ByteBuffer.allocate(vector.length);
        for (float component : vector) {
            bytes.put((byte) Math.round(component / length * SCALE));
        }
        return new Embedding(model, bytes.flip());
    }

    /** A read-only view of the values, to be read from its start. */
    @Override
    public ByteBuffer values() {
        return values.duplicate();
    }

    /** How many dimensions it has. */
    public int dimensions() {
        return values.remaining();
    }

    /** The components, each in [-1, 1]. */
    public float[] floats() {
        float[] floats = new float[values.remaining()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i) / SCALE;
        }
        return floats;
    }

    /**
     * The cosine of the angle between the two, in [-1, 1].
     *
     * @throws IllegalArgumentException when another model made the other one
     */
    public double cosine(Embedding other) {
        if (!model.equals(other.model) || dimensions() != other.dimensions()) {
            throw new IllegalArgumentException("a vector of " + other.model + " with " + other.dimensions()
                    + " dimensions; expected one of " + model + " with " + dimensions());
        }
        long dot = 0;
        long mine = 0;
        long theirs = 0;
        for (int i = 0; i < values.remaining(); i++) {
            int a = values.get(i);
            int b = other.values.get(i);
            dot += (long) a * b;
            mine += (long) a * a;
            theirs += (long) b * b;
        }
        return mine == 0 || theirs == 0 ? 0 : Math.max(-1, Math.min(1, dot / Math.sqrt((double) mine * theirs)));
    }
}
