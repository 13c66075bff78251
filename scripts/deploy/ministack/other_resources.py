"""Resources that MiniStack does not have: they are made, and do nothing. INERT_TYPES names them, and whoever set it reports them.

An alarm on metric math is one of them: MiniStack knows alarms on one metric only.
"""
import os

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners


def _made(kind: str):
    service, name = kind.split("::")[1:]

    def create(logical_id, props, stack_name):
        identifier = f"{stack_name}-{logical_id}"
        arn = f"arn:aws:{service.lower()}:{get_region()}:{get_account_id()}:{name.lower()}/{identifier}"
        return identifier, {"Arn": arn}

    def update(physical_id, before, props, stack_name):
        return physical_id, create(physical_id, props, stack_name)[1]

    return {"create": create, "update": update, "delete": lambda physical_id, props: None}


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS
    for kind in os.environ["INERT_TYPES"].split(","):
        if kind in handlers:
            raise ValueError(f"MiniStack has {kind}: it no longer has to be made by the tests")
        handlers[kind] = _made(kind)
    alarms = handlers["AWS::CloudWatch::Alarm"]
    create = alarms["create"]
    inert = _made("AWS::CloudWatch::Alarm")["create"]
    alarms["create"] = lambda logical_id, props, stack_name: (inert if "Metrics" in props else create)(logical_id, props, stack_name)
