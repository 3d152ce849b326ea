package io.monitoring.ingest.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.monitoring.series.SeriesKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The identity of the point being read, as its fields come in. Kept as it was written and checked only when it is not
 * one that this request has brought before, see {@link SeriesGroups}. Used again for the next point.
 */
public final class SeriesIdentity {

    public static final String SERVICE = "service_name";
    public static final String METRIC = "metric_type";
    public static final String LABELS = "labels";

    private final PointRules rules;
    private final FirstError error;
    private String service;
    private String metric;
    private String[] names = new String[4];
    private String[] values = new String[4];
    private int labels;

    public SeriesIdentity(PointRules rules, FirstError error) {
        this.rules = rules;
        this.error = error;
    }

    public void clear() {
        service = null;
        metric = null;
        labels = 0;
    }

    public void readService(JsonParser parser, JsonToken token) throws IOException {
        service = text(parser, token, SERVICE);
    }

    public void readMetric(JsonParser parser, JsonToken token) throws IOException {
        metric = text(parser, token, METRIC);
    }

    private String text(JsonParser parser, JsonToken token, String field) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        error.add(field, token == JsonToken.VALUE_NULL ? "is required" : "must be a string");
        return null;
    }

    public void readLabels(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            error.add(LABELS, "must be an object of strings");
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            for (int i = 0; i < labels; i++) {
                if (names[i].equals(name)) {
                    throw IngestException.duplicate(LABELS + "." + name);
                }
            }
            JsonToken valueToken = parser.nextToken();
            if (valueToken != JsonToken.VALUE_STRING) {
                parser.skipChildren();
                error.add(Names.shown(LABELS + "." + name), "must be a string");
            } else if (labels == rules.maxLabels()) {
                error.add(LABELS, "must be at most " + rules.maxLabels());
            } else {
                addLabel(name, parser.getText());
            }
        }
    }

    private void addLabel(String name, String value) {
        if (labels == names.length) {
            names = Arrays.copyOf(names, 2 * labels);
            values = Arrays.copyOf(values, 2 * labels);
        }
        names[labels] = name;
        values[labels++] = value;
    }

    /** The key, or null with what is wrong noted. */
    SeriesKey check() {
        checkName(SERVICE, service);
        checkName(METRIC, metric);
        for (int i = 0; i < labels && !error.isPresent(); i++) {
            String problem = Names.nameProblem(names[i], rules.maxLabelNameLength());
            if (problem != null) {
                error.add(Names.shown(LABELS + "." + names[i]), "has a name that " + problem);
            } else if ((problem = Names.valueProblem(values[i], rules.maxLabelValueLength())) != null) {
                error.add(LABELS + "." + names[i], problem);
            }
        }
        return error.isPresent() ? null : key();
    }

    private void checkName(String field, String name) {
        String problem = name == null ? "is required" : Names.nameProblem(name, rules.maxNameLength());
        if (problem != null) {
            error.add(field, problem);
        }
    }

    private SeriesKey key() {
        if (labels == 0) {
            return SeriesKey.of(service, metric);
        }
        var sorted = new TreeMap<String, String>();
        for (int i = 0; i < labels; i++) {
            sorted.put(names[i], values[i]);
        }
        return new SeriesKey(service, metric, sorted);
    }

    boolean isComplete() {
        return service != null && metric != null;
    }

    /** Of the identity as it is written: the order of the labels counts. */
    int writtenHash() {
        int hash = service.hashCode() * 31 + metric.hashCode();
        for (int i = 0; i < labels; i++) {
            hash = (hash * 31 + names[i].hashCode()) * 31 + values[i].hashCode();
        }
        return hash;
    }

    Written written() {
        return new Written(service, metric, Arrays.copyOf(names, labels), Arrays.copyOf(values, labels));
    }

    boolean isWrittenAs(Written other) {
        if (labels != other.names.length || !service.equals(other.service) || !metric.equals(other.metric)) {
            return false;
        }
        for (int i = 0; i < labels; i++) {
            if (!names[i].equals(other.names[i]) || !values[i].equals(other.values[i])) {
                return false;
            }
        }
        return true;
    }

    /** An identity that was found in order, in the words of the client. */
    static final class Written {
        private final String service;
        private final String metric;
        private final String[] names;
        private final String[] values;

        private Written(String service, String metric, String[] names, String[] values) {
            this.service = service;
            this.metric = metric;
            this.names = names;
            this.values = values;
        }
    }
}
