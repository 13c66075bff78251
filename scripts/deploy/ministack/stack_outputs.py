"""Fn::GetStackOutput of other Regions and accounts: MiniStack looks into the stack's own.

With a role, CloudFormation describes the other stack as that role.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
"""
from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext
from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudformation, iam
from ministack.services.cloudformation import changesets, engine, handlers, provisioners, stacks

FUNCTION = "Fn::GetStackOutput"


def _output(stack: str, name: str, region: str, role_arn: str | None) -> str:
    account = role_arn.split(":")[4] if role_arn else get_account_id()
    found = cloudformation._stacks.get_scoped(account, region, stack)
    if found is None:
        raise ValueError(f"Stack {stack} does not exist in {account} and {region}")
    if role_arn:
        _assert_described(role_arn, account, found["StackId"])
    for output in found.get("Outputs", []):
        if output.get("OutputKey") == name:
            return output.get("OutputValue", "")
    raise ValueError(f"Output {name} not found in stack {stack}")


def _assert_described(role_arn: str, account: str, stack_arn: str) -> None:
    name = role_arn.rpartition("/")[2]
    role = iam._roles.get_scoped(account, None, name)
    # The CDK CLI deploys as this role of the bootstrap stack.
    executing = f"arn:aws:iam::{get_account_id()}:role/cdk-hnb659fds-cfn-exec-role-{get_account_id()}-{get_region()}"
    if role is None or not iam_evaluator.evaluate_trust_policy(role["AssumeRolePolicyDocument"], executing):
        raise ValueError(f"{executing} may not assume {role_arn}")
    ctx = EvalContext(f"arn:aws:sts::{account}:assumed-role/{name}/cloudformation", "AssumedRole", account,
                      "cloudformation:DescribeStacks", stack_arn, "", secure_transport=True)
    if iam_evaluator.evaluate(ctx, iam_evaluator._gather_role_policies(name, account)).decision != "Allow":
        raise ValueError(f"{role_arn} may not describe {stack_arn}")


def install() -> None:
    original = engine._resolve_refs

    def resolve_refs(value, *rest, **named):
        if not (isinstance(value, dict) and FUNCTION in value):
            return original(value, *rest, **named)
        said = {name: engine._resolve_refs(inner, *rest, **named) for name, inner in value[FUNCTION].items()}
        return _output(said["StackName"], said["OutputName"], said.get("Region") or get_region(), said.get("RoleArn"))

    for module in (engine, changesets, handlers, provisioners, stacks):
        if getattr(module, "_resolve_refs", None) is original:
            module._resolve_refs = resolve_refs
