package io.monitoring.ingest.batch;

/** Keeps the first thing that is found wrong with a point; what follows from it would only confuse. */
public final class FirstError {

    private String field;
    private String detail;

    public void clear() {
        field = null;
        detail = null;
    }

    public void add(String wrongField, String wrongDetail) {
        if (field == null) {
            field = wrongField;
            detail = wrongDetail;
        }
    }

    public boolean isPresent() {
        return field != null;
    }

    public String field() {
        return field;
    }

    public String detail() {
        return detail;
    }
}
