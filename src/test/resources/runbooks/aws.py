"""The AWS command line as it is, which also writes down each call and judges its values by the service's own model.

RUNBOOKS_CALLS is the file that gets a line of JSON for each call: step, operation, problems. With RUNBOOKS_ONLY_CHECK set
nothing is sent. The command line itself refuses unknown operations and options, and missing or ill-typed values; what it
leaves to the service, values of an enumeration and patterns, is checked here.
"""

import json
import os
import re
import sys

from awscli.clidriver import create_clidriver


def problems(shape, value, where):
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, member in shape.members.items():
            if name in value:
                yield from problems(member, value[name], where + "." + name)
    elif shape.type_name == "list":
        for one in value:
            yield from problems(shape.member, one, where + "[]")
    elif shape.type_name == "map":
        for one in value.values():
            yield from problems(shape.value, one, where + "{}")
    elif shape.type_name == "string":
        if shape.enum and value not in shape.enum:
            yield f"{where}: {value} is none of {', '.join(shape.enum)}"
        pattern = shape.metadata.get("pattern")
        if pattern and not matches(pattern, value):
            yield f"{where}: {value} does not match {pattern}"


def matches(pattern, value):
    try:
        return re.search(pattern, value) is not None
    except re.error:  # Java's patterns have forms that Python's do not
        return True


def given(params, model, **_):
    call = {
        "step": os.environ.get("RUNBOOK_STEP", ""),
        "operation": model.service_model.service_name + " " + model.name,
        "params": json.loads(json.dumps(params, default=str)),
        "problems": list(problems(model.input_shape, params, model.name)) if model.input_shape else [],
    }
    with open(os.environ["RUNBOOKS_CALLS"], "a") as calls:
        calls.write(json.dumps(call) + "\n")


def stop(**_):
    sys.exit(0)


def main():
    driver = create_clidriver()
    driver.session.register("before-parameter-build", given)
    if os.environ.get("RUNBOOKS_ONLY_CHECK"):
        driver.session.register("before-call", stop)  # after the command line has validated everything
    return driver.main()


sys.exit(main())
