"""Custom resources without their Lambda functions, whose code nobody has uploaded: they succeed, and do nothing.

Of those that carry values from one Region to another the values are carried.
"""
from ministack.core.responses import get_account_id, request_scope
from ministack.services import ssm
from ministack.services.cloudformation import custom_resource


def _invoke(request_type, logical_id, props, stack_name, stack_id, resource_type, physical_id=None, old_props=None):
    if resource_type == "Custom::CrossRegionExportWriter":
        writer = props["WriterProps"]
        with request_scope(get_account_id(), writer["region"]):
            for name, value in writer["exports"].items():
                ssm._put_parameter({"Name": name, "Value": value, "Type": "String", "Overwrite": True})
    # CloudFormation has resolved the parameters that it imports.
    attributes = props["ReaderProps"]["imports"] if resource_type == "Custom::CrossRegionExportReader" else {}
    return physical_id or logical_id, attributes


def install() -> None:
    custom_resource.invoke_custom_resource = _invoke
