package io.monitoring.runbooks.book;

import java.util.List;

/**
 * What stands below one heading: things for a person to do, and steps.
 *
 * @param section the heading above it, such as {@code Investigate}
 * @param number the number that its heading begins with, 0 where there is none
 * @param checklist what only a person can do
 */
public record Stage(String section, int number, String title, List<String> checklist, List<Step> steps) {

    public Stage {
        checklist = List.copyOf(checklist);
        steps = List.copyOf(steps);
    }

    /** The heading as it is written. */
    public String heading() {
        return number == 0 ? title : number + ". " + title;
    }
}
