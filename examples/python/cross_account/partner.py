from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from cdk_s3_encryption import CrossAccountAccess
from constructs import Construct


class PartnerStack(Stack):
    """Another account, which decides who of its own uses what the owner shares with it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        # What the owner's outputs tell.
        bucket_arn: str,
        key_arn: str,
        env: Environment,
    ) -> None:
        super().__init__(scope, construct_id, env=env)

        application = iam.Role(
            self,
            "Application",
            role_name="exchange",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
        )
        CrossAccountAccess.read(
            bucket_arn=bucket_arn,
            key_arn=key_arn,
            object_key_pattern="outbox/*",
        ).grant_to(application)
        CrossAccountAccess.write(
            bucket_arn=bucket_arn,
            key_arn=key_arn,
            object_key_pattern="inbox/*",
        ).grant_to(application)


def partners_app(bucket_arn: str, key_arn: str) -> App:
    """The partner's app."""
    app = App()
    PartnerStack(
        app,
        "Partner",
        bucket_arn=bucket_arn,
        key_arn=key_arn,
        env=Environment(account="444455556666", region="us-east-1"),
    )
    return app


if __name__ == "__main__":
    partners_app(
        "arn:aws:s3:::exchange-111122223333-eu-west-1",
        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ).synth()
