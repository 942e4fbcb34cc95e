package io.harmattan.analysis.profile;

import java.util.List;

/** A watch profile that cannot be used, with everything that is wrong with it. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One thing that is wrong.
     *
     * @param file the file of the profile
     * @param line its line, from 1; 0 when the whole file is meant
     * @param message the offending value and the expected one
     */
    public record Fault(String file, long line, String message) {
        @Override
        public String toString() {
            return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
        }
    }

    ProfileException(List<Fault> faults) {
        super(describe(faults));
        this.faults = List.copyOf(faults);
    }

    /** All faults, by file and line. */
    public List<Fault> faults() {
        return faults;
    }

    private static String describe(List<Fault> faults) {
        StringBuilder text = new StringBuilder("the watch profile has ")
                .append(faults.size())
                .append(faults.size() == 1 ? " fault" : " faults");
        faults.forEach(fault -> text.append("\n  ").append(fault));
        return text.toString();
    }
}
