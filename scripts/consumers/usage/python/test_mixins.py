from aws_cdk import Mixin, Mixins, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Match, Template
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket, TlsVersion, mixins
from constructs import IConstruct

KMS = {
    "ServerSideEncryptionConfiguration": [
        Match.object_like(
            {
                "BucketKeyEnabled": True,
                "ServerSideEncryptionByDefault": Match.object_like({"SSEAlgorithm": "aws:kms"}),
            }
        )
    ]
}


def test_mixins_on_an_l1(stack: Stack) -> None:
    bucket = s3.CfnBucket(stack, "Bucket")
    bucket.with_(
        mixins.BucketDefaultEncryption(DefaultEncryption.sse_kms()),
        mixins.BucketSecureTransport(),
        mixins.BucketSignatureVersion4(),
        mixins.BucketUploadEncryption(),
        mixins.BucketSseCBlocked(),
        mixins.BucketEncryptionGuard(),
    )
    template = Template.from_stack(stack)
    template.has_resource_properties("AWS::S3::Bucket", {"BucketEncryption": Match.object_like(KMS)})
    template.resource_count_is("AWS::S3::BucketPolicy", 1)


def test_mixins_on_an_l2_whose_policy_has_statements(stack: Stack) -> None:
    bucket = s3.Bucket(stack, "Bucket")
    bucket.grant_read(iam.AccountPrincipal("444455556666"))
    bucket.with_(mixins.BucketSecureTransport(minimum_tls_version=TlsVersion.V1_3))
    template = Template.from_stack(stack)
    template.resource_count_is("AWS::S3::BucketPolicy", 1)
    template.has_resource_properties(
        "AWS::S3::BucketPolicy",
        {
            "PolicyDocument": Match.object_like(
                {
                    "Statement": Match.array_with(
                        [Match.object_like({"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.3"}}})]
                    )
                }
            )
        },
    )


def test_mixins_below_a_scope(stack: Stack) -> None:
    s3.Bucket(stack, "Undeclared")
    s3.Bucket(stack, "Declared", encryption=s3.BucketEncryption.S3_MANAGED)
    Mixins.of(stack).apply(
        mixins.BucketDefaultEncryption(DefaultEncryption.sse_kms(), only_where_undeclared=True)
    )
    template = Template.from_stack(stack)
    template.resource_properties_count_is(
        "AWS::S3::Bucket", {"BucketEncryption": Match.object_like(KMS)}, 1
    )
    template.resource_count_is("AWS::KMS::Key", 1)


def test_a_policy_that_asks_for_headers_is_migrated(stack: Stack) -> None:
    bucket = s3.Bucket(stack, "Bucket")
    bucket.add_to_resource_policy(
        iam.PolicyStatement(
            sid="DenyWithoutHeader",
            effect=iam.Effect.DENY,
            principals=[iam.AnyPrincipal()],
            actions=["s3:PutObject"],
            resources=[bucket.arn_for_objects("*")],
            conditions={"Null": {"s3:x-amz-server-side-encryption": "true"}},
        )
    )
    bucket.with_(mixins.BucketLegacyPolicyMigration())
    template = Template.from_stack(stack)
    template.has_resource_properties("AWS::S3::Bucket", {"BucketEncryption": Match.any_value()})
    [policy] = template.find_resources("AWS::S3::BucketPolicy").values()
    statements = policy["Properties"]["PolicyDocument"]["Statement"]
    assert statements and "DenyWithoutHeader" not in [one["Sid"] for one in statements]


class BucketTag(Mixin):
    """A mixin of a team's own, which knows an encrypted bucket from others."""

    def supports(self, construct: IConstruct) -> bool:
        return isinstance(construct, EncryptedBucket)

    def apply_to(self, construct: IConstruct) -> None:
        assert isinstance(construct, EncryptedBucket)
        cfn = construct.node.default_child
        assert isinstance(cfn, s3.CfnBucket)
        cfn.add_property_override("Tags", [{"Key": "encrypted", "Value": "yes"}])


def test_a_mixin_of_ones_own_beside_ours(stack: Stack) -> None:
    EncryptedBucket(stack, "Encrypted")
    s3.CfnBucket(stack, "Other")
    Mixins.of(stack).apply(BucketTag(), mixins.BucketSignatureVersion4())
    template = Template.from_stack(stack)
    template.resource_properties_count_is(
        "AWS::S3::Bucket", {"Tags": [{"Key": "encrypted", "Value": "yes"}]}, 1
    )
    template.resource_count_is("AWS::S3::BucketPolicy", 2)


def test_a_mixin_is_a_mixin_of_cdk(stack: Stack) -> None:
    assert issubclass(mixins.BucketSseCBlocked, Mixin)
    bucket = s3.CfnBucket(stack, "Bucket")
    assert mixins.BucketSseCBlocked().supports(bucket)
    assert not mixins.BucketSseCBlocked().supports(stack)
