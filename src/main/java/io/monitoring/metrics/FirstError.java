package io.monitoring.metrics;

/** Keeps the first thing that is found wrong with a point; what follows from it would only confuse. */
final class FirstError {

    private String field;
    private String detail;

    void clear() {
        field = null;
        detail = null;
    }

    void add(String wrongField, String wrongDetail) {
        if (field == null) {
            field = wrongField;
            detail = wrongDetail;
        }
    }

    boolean isPresent() {
        return field != null;
    }

    String field() {
        return field;
    }

    String detail() {
        return detail;
    }
}
