from typing import Any, Callable

import jsii
import pytest
from aws_cdk import (
    Acknowledgment,
    App,
    Aspects,
    IAspect,
    IPolicyValidationContext,
    IPolicyValidationPlugin,
    PolicyValidationPluginReport,
    PolicyViolatingResource,
    PolicyViolation,
    Stack,
    Validations,
)
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Annotations, Match
from cdk_s3_encryption import (
    EncryptedBucket,
    RuleName,
    RuleSet,
    S3EncryptionAspect,
    S3EncryptionChecks,
    Severity,
)
from constructs import IConstruct

Report = Callable[[], dict[str, Any]]


def rules(plugin: dict[str, Any], severity: str) -> set[str]:
    return {one["ruleName"] for one in plugin["violations"] if one["severity"] == severity}


def test_the_plugin_reports_buckets_of_others_and_none_of_ours(app: App, stack: Stack, report: Report) -> None:
    Validations.of(app).add_plugins(S3EncryptionChecks(app))
    EncryptedBucket(stack, "Encrypted")
    s3.Bucket(stack, "Plain")
    plugin = report()["S3Encryption"]
    assert plugin["conclusion"] == "failure"
    assert rules(plugin, "error") == {"SecureTransportRequired"}
    violation = next(one for one in plugin["violations"] if one["ruleName"] == "SecureTransportRequired")
    assert violation["description"].startswith("The bucket has no policy, so requests over plain HTTP are not denied.")
    assert violation["suggestedFix"].startswith("Deny s3:* on the bucket and its objects")
    paths = {place["constructPath"] for one in plugin["violations"] for place in one["violatingConstructs"]}
    assert paths == {"Stack/Plain/Resource"}


def test_the_plugin_with_a_rule_set(app: App, stack: Stack, report: Report) -> None:
    rule_set = (
        RuleSet.strict()
        .with_severity(RuleName.MINIMUM_TLS_VERSION, Severity.INFO)
        .without(RuleName.SECURE_TRANSPORT_REQUIRED, RuleName.ACCESS_LOGGING_ENABLED)
    )
    Validations.of(app).add_plugins(S3EncryptionChecks(app, rule_set=rule_set))
    s3.Bucket(stack, "Plain", encryption=s3.BucketEncryption.KMS)
    plugin = report()["S3Encryption"]
    assert "BucketKeyEnabled" in rules(plugin, "error")
    assert "MinimumTlsVersion" in rules(plugin, "info")
    assert not {"SecureTransportRequired", "AccessLoggingEnabled"} & {one["ruleName"] for one in plugin["violations"]}


def test_what_is_acknowledged_is_reported_with_its_reason(app: App, stack: Stack, report: Report) -> None:
    Validations.of(app).add_plugins(S3EncryptionChecks(app))
    mirror = s3.Bucket(stack, "Mirror")
    Validations.of(mirror).acknowledge(
        Acknowledgment(id="S3Encryption::SecureTransportRequired", reason="Old clients."),
        Acknowledgment(id="S3Encryption::MinimumTlsVersion", reason="Old clients."),
    )
    plugin = report()["S3Encryption"]
    assert plugin["conclusion"] == "success"
    assert {(one["ruleName"], one["reason"]) for one in plugin["suppressedViolations"]} == {
        ("SecureTransportRequired", "Old clients."),
        ("MinimumTlsVersion", "Old clients."),
    }


def test_what_the_plugin_reports_is_raised_without_the_cli(app: App, stack: Stack) -> None:
    Validations.of(app).add_plugins(S3EncryptionChecks(app))
    s3.Bucket(stack, "Plain")
    with pytest.raises(RuntimeError) as error:
        app.synth()
    message = str(error.value)
    assert "The bucket has no policy, so requests over plain HTTP are not denied." in message
    assert "Stack/Plain/Resource" in message
    assert "Suggested fix: Deny s3:* on the bucket and its objects" in message
    assert "Acknowledge with 'S3Encryption::SecureTransportRequired'" in message


@jsii.implements(IPolicyValidationPlugin)
class NamedBuckets:
    """A plugin of a team's own."""

    @property
    def name(self) -> str:
        return "NamedBuckets"

    @property
    def version(self) -> str:
        return "1.2.3"

    @property
    def rule_ids(self) -> list[str]:
        return ["BucketNamed"]

    def validate(self, context: IPolicyValidationContext) -> PolicyValidationPluginReport:
        return PolicyValidationPluginReport(
            success=False,
            violations=[
                PolicyViolation(
                    rule_name="BucketNamed",
                    description="The bucket has no name.",
                    fix="Set bucket_name.",
                    severity="error",
                    violating_resources=[
                        PolicyViolatingResource(
                            resource_logical_id="Plain", template_path=path, locations=["BucketName"]
                        )
                    ],
                )
                for path in context.template_paths
            ],
        )


def test_the_plugin_beside_one_of_ones_own(app: App, stack: Stack, report: Report) -> None:
    Validations.of(app).add_plugins(NamedBuckets(), S3EncryptionChecks(app))
    s3.CfnBucket(stack, "Plain")
    plugins = report()
    assert {"NamedBuckets", "S3Encryption"} <= set(plugins)
    assert rules(plugins["NamedBuckets"], "error") == {"BucketNamed"}
    assert "SecureTransportRequired" in rules(plugins["S3Encryption"], "error")


def test_the_aspect(stack: Stack) -> None:
    Aspects.of(stack).add(S3EncryptionAspect(rule_set=RuleSet.recommended()))
    EncryptedBucket(stack, "Encrypted")
    s3.CfnBucket(stack, "Plain")
    annotations = Annotations.from_stack(stack)
    annotations.has_error("/Stack/Plain", Match.string_like_regexp("over plain HTTP"))
    annotations.has_no_error("/Stack/Encrypted/Resource", Match.any_value())


@jsii.implements(IAspect)
class ClassicBuckets:
    """An aspect of a team's own, which makes a bucket careless after all."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, s3.CfnBucket):
            node.add_property_override(
                "BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled", False
            )


def test_what_an_aspect_of_ones_own_changes_is_seen(app: App, stack: Stack, report: Report) -> None:
    Validations.of(app).add_plugins(S3EncryptionChecks(app))
    Aspects.of(stack).add(ClassicBuckets())
    EncryptedBucket(stack, "Encrypted")
    assert rules(report()["S3Encryption"], "warning") == {"BucketKeyEnabled"}
