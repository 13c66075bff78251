"""What the library calls back: classes that a team writes itself."""

import jsii
from aws_cdk import IStableStringProducer, Lazy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Match, Template
from cdk_s3_encryption import AccessLogsOptions, EncryptedBucket, EncryptionKey, LogBucket


@jsii.implements(iam.IGrantable)
class Team:
    """Who a team is: a grantee of its own."""

    def __init__(self, stack: Stack) -> None:
        self.role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))

    @property
    def grant_principal(self) -> iam.IPrincipal:
        return self.role


def test_a_grantee_of_ones_own(stack: Stack) -> None:
    grant = EncryptedBucket(stack, "Data").grant_read_write(Team(stack), "reports/*")
    assert grant.success
    Template.from_stack(stack).has_resource_properties(
        "AWS::IAM::Policy",
        {
            "PolicyDocument": Match.object_like(
                {
                    "Statement": Match.array_with(
                        [Match.object_like({"Action": Match.array_with(["kms:GenerateDataKey*"])})]
                    )
                }
            )
        },
    )


@jsii.implements(IStableStringProducer)
class Late:
    """A value that is known when the template is written."""

    text = "early/"

    def produce(self) -> str:
        return self.text


def test_a_value_that_is_produced_late(stack: Stack) -> None:
    late = Late()
    EncryptedBucket(
        stack,
        "Data",
        access_logs=AccessLogsOptions(bucket=LogBucket(stack, "Logs"), prefix=Lazy.string(late)),
    )
    late.text = "late/"
    template = Template.from_stack(stack)
    template.has_resource_properties(
        "AWS::S3::Bucket", {"LoggingConfiguration": Match.object_like({"LogFilePrefix": "late/"})}
    )
    assert "late/*" in str(template.to_json()) and "early/" not in str(template.to_json())


class PayrollBucket(EncryptedBucket):
    """A bucket of a team's own, which is made from ours."""

    def __init__(self, scope: Stack, construct_id: str) -> None:
        super().__init__(scope, construct_id, versioned=True, event_bridge_enabled=True)

    def grant_payroll(self, grantee: iam.IGrantable) -> iam.Grant:
        return self.grant_read(grantee, "payroll/*")


def test_a_bucket_that_extends_ours(stack: Stack) -> None:
    bucket = PayrollBucket(stack, "Payroll")
    assert bucket.grant_payroll(Team(stack)).success
    assert isinstance(bucket.encryption_key, EncryptionKey)
    Template.from_stack(stack).resource_count_is("AWS::S3::BucketPolicy", 1)
