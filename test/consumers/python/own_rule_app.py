"""A rule of a user in Python: the plugin and the aspect find what it finds, and what it raises is not lost.

Run it where the package and aws-cdk-lib are installed: ``python own_rule_app.py``. It exits with 0 if all is as expected.
"""

import json
import pathlib
import sys
import time

import jsii
from aws_cdk import Acknowledgment, App, Aspects, CfnCondition, CfnParameter, Fn, Stack, Token, Validations, aws_s3 as s3
from cdk_s3_encryption import (
    Answer,
    BucketView,
    CustomFinding,
    CustomRule,
    EncryptedBucket,
    IBucketCheck,
    KmsKeyType,
    RequestCaller,
    RuleSet,
    S3EncryptionAspect,
    S3EncryptionChecks,
    Severity,
)


@jsii.implements(IBucketCheck)
class ConfidentialKey:
    """Buckets with the tag DataClass: confidential use a customer managed key with rotation."""

    def check_bucket(self, bucket: BucketView) -> list[CustomFinding]:
        confidential = bucket.read_tag("DataClass").is_one_of("confidential")
        if confidential == Answer.NO:
            return []
        if confidential == Answer.UNKNOWN:
            return [CustomFinding.undetermined("It isn't known whether the data is confidential.", property="Tags")]
        key = bucket.key
        if key.type == KmsKeyType.UNKNOWN:
            return [CustomFinding.undetermined(f"It isn't known which key the bucket uses: {key.reason}.")]
        if key.type != KmsKeyType.CUSTOMER_MANAGED:
            return [CustomFinding.violation(f"{bucket.construct_path} is confidential, and encrypted with {bucket.algorithm.value}.")]
        rotation = key.read_property("EnableKeyRotation")
        rotated = rotation.is_one_of("true")
        if rotated == Answer.UNKNOWN:
            return [CustomFinding.undetermined(f"It isn't known whether the key of confidential data is rotated: {rotation.reason}.")]
        if rotated == Answer.NO:
            return [CustomFinding.violation(f"The key {key.logical_id} of confidential data isn't rotated.")]
        return []


@jsii.implements(IBucketCheck)
class PlainHttp:
    """Nobody gets through over plain HTTP."""

    def check_bucket(self, bucket: BucketView) -> list[CustomFinding]:
        answer = bucket.policy_denies_every(
            callers=[RequestCaller.any_identity(), RequestCaller.anonymous()],
            condition_keys={"aws:SecureTransport": "false"},
        )
        if answer.answer == Answer.NO:
            return [CustomFinding.violation(f"{bucket.logical_id} doesn't deny {answer.request}.", severity=Severity.WARNING, fix="Deny it.")]
        if answer.answer == Answer.UNKNOWN:
            return [CustomFinding.undetermined(f"It isn't known what {bucket.logical_id} denies: {answer.reason}.")]
        return []


@jsii.implements(IBucketCheck)
class Faulty:
    def check_bucket(self, bucket: BucketView) -> list[CustomFinding]:
        raise ValueError(f"no owner of {bucket.logical_id} in the table")


@jsii.implements(IBucketCheck)
class Forgetful:
    def check_bucket(self, bucket: BucketView) -> list[CustomFinding]:
        return None  # type: ignore[return-value]


def rule(name: str, check: IBucketCheck) -> CustomRule:
    return CustomRule(
        name=name,
        title="Buckets are as Acme wants them",
        description="Acme says so.",
        fix="Ask Acme.",
        severity=Severity.ERROR,
        check=check,
    )


def rules(*custom: CustomRule) -> RuleSet:
    return RuleSet.recommended().with_custom_rules(*custom)


def an_app(strict: bool = False) -> tuple[App, Stack]:
    app = App(context={} if strict else {"@aws-cdk/core:failSynthOnValidationErrors": False})
    stack = Stack(app, "Stack")
    s3.CfnBucket(stack, "Plain", tags=[{"key": "DataClass", "value": "confidential"}])
    s3.CfnBucket(stack, "Public", tags=[{"key": "DataClass", "value": "public"}])
    good = EncryptedBucket(stack, "Good")
    good.node.default_child.tags.set_tag("DataClass", "confidential")  # type: ignore[union-attr]
    stage = CfnParameter(stack, "Stage", allowed_values=["dev", "prod"], default="prod")
    prod = CfnCondition(stack, "IsProd", expression=Fn.condition_equals(stage.value_as_string, "prod"))
    s3.CfnBucket(stack, "Case", tags=[{"key": "DataClass", "value": Token.as_string(Fn.condition_if(prod.logical_id, "confidential", "public"))}])
    accepted = s3.CfnBucket(stack, "Accepted", tags=[{"key": "DataClass", "value": "confidential"}])
    Validations.of(accepted).acknowledge(Acknowledgment(id="S3Encryption::AcmeConfidentialKey", reason="It is empty."))
    return app, stack


def reported(app: App) -> list[str]:
    report = json.loads(pathlib.Path(app.outdir, "validation-report.json").read_text(encoding="utf-8"))
    return sorted(
        f"{violation['ruleName']} {violation['severity']}: {violation['description']} {where['constructPath']}"
        for plugin in report["pluginReports"] if plugin["pluginName"] == "S3Encryption"
        for violation in plugin["violations"] if violation["ruleName"].startswith("Acme")
        for where in violation["violatingConstructs"]
    )


def the_plugin() -> list[str]:
    app, _ = an_app()
    rule_set = rules(rule("AcmeConfidentialKey", ConfidentialKey()), rule("AcmePlainHttp", PlainHttp()))
    Validations.of(app).add_plugins(S3EncryptionChecks(app, rule_set=rule_set))
    app.synth()
    return reported(app)


def raised_by(check: IBucketCheck) -> str:
    """What the report says, as the plugin, and what is raised, as an aspect."""
    app, _ = an_app(strict=True)
    Validations.of(app).add_plugins(S3EncryptionChecks(app, rule_set=rules(rule("AcmeFaulty", check))))
    try:
        app.synth()
    except RuntimeError:
        pass
    else:
        raise AssertionError("a plugin with a faulty rule has not stopped synthesis")
    report = pathlib.Path(app.outdir, "validation-report.json").read_text(encoding="utf-8")
    app, _ = an_app(strict=True)
    Aspects.of(app).add(S3EncryptionAspect(rule_set=rules(rule("AcmeFaulty", check))))
    try:
        app.synth()
    except RuntimeError as error:
        message = str(error)
    else:
        raise AssertionError("an aspect with a faulty rule has not stopped synthesis")
    first = message.splitlines()[0].removeprefix("Error: ")
    assert json.dumps(first)[1:-1] in report, (first, report)
    return first


def clash() -> str:
    try:
        rules(rule("BucketKeyEnabled", PlainHttp()))
    except RuntimeError as error:
        return str(error).splitlines()[0]
    raise AssertionError("a name of the library is taken")


EXPECTED = [
    "AcmeConfidentialKey error: Stack/Case is confidential, and encrypted with SSE_S3. This applies if IsProd is true. Acme says so. Stack/Case",
    "AcmeConfidentialKey error: Stack/Plain is confidential, and encrypted with SSE_S3. Acme says so. Stack/Plain",
    *[f"AcmePlainHttp warning: {name} doesn't deny any of them. Acme says so. Stack/{name}" for name in ("Accepted", "Case", "Plain", "Public")],
]


def main() -> int:
    found = the_plugin()
    print("\n".join(found))
    assert found == sorted(EXPECTED), found
    fault = raised_by(Faulty())
    print(fault)
    assert "Stack/Plain: custom rule AcmeFaulty threw an error: " in fault and "no owner of Plain in the table" in fault, fault
    assert "Fix: correct checkBucket() of the rule." in fault, fault
    nothing = raised_by(Forgetful())
    print(nothing)
    assert "Stack/Plain: custom rule AcmeFaulty" in nothing, nothing
    name = clash()
    print(name)
    assert "the custom rule BucketKeyEnabled has the name of a rule of the library. Fix: " in name, name
    timed()
    return 0


def timed() -> None:
    """How long a check of ten properties takes for each of 200 buckets; for information."""
    app = App(context={"@aws-cdk/core:failSynthOnValidationErrors": False})
    stack = Stack(app, "Many")
    for i in range(200):
        s3.CfnBucket(stack, f"Bucket{i}")
    spent: list[float] = []

    @jsii.implements(IBucketCheck)
    class Timed:
        def check_bucket(self, bucket: BucketView) -> list[CustomFinding]:
            start = time.perf_counter()
            _ = (bucket.logical_id, bucket.construct_path, bucket.algorithm, bucket.key.type, bucket.bucket_key_enabled, bucket.has_policy,
                 bucket.read_tag("Team").state, bucket.receives_logs)
            spent.append(time.perf_counter() - start)
            return []

    Validations.of(app).add_plugins(S3EncryptionChecks(app, rule_set=rules(rule("AcmeTimed", Timed()))))
    app.synth()
    print(f"{len(spent)} buckets, {1000 * sum(spent) / len(spent):.1f} ms for each")


if __name__ == "__main__":
    sys.exit(main())
