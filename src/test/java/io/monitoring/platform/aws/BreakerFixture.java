package io.monitoring.platform.aws;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyStates;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts everything back to where a test starts from. */
@ApplicationScoped
public class BreakerFixture {

    private final Breakers breakers;
    private final DependencyStates states;

    BreakerFixture(Breakers breakers, DependencyStates states) {
        this.breakers = breakers;
        this.states = states;
    }

    public void startAfresh() {
        OtherSide.instance().comesBack();
        OtherSide.instance().answers(OtherSide.OK);
        for (String name : BreakerNames.IN_USE) {
            breakers.reset(name, "a test starts");
            states.forget(name);
        }
    }
}
