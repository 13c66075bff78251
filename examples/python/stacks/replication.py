from aws_cdk import Environment, Stack
from cdk_s3_encryption import (
    BucketReplication,
    EncryptedBucket,
    ReplicationDestination,
    BucketReplicationRule,
)
from constructs import Construct


class ReplicasStack(Stack):
    """Where the replicas go: a bucket like any other."""

    def __init__(self, scope: Construct, construct_id: str, *, env: Environment) -> None:
        super().__init__(scope, construct_id, env=env)
        self.bucket = EncryptedBucket(self, "Replicas")


class OriginalsStack(Stack):
    """A bucket that is replicated to another Region, with keys of AWS KMS on both sides."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        replicas: EncryptedBucket,
        env: Environment,
    ) -> None:
        super().__init__(scope, construct_id, env=env)
        source = EncryptedBucket(self, "Originals")
        BucketReplication(
            self,
            "Replication",
            source=source,
            rules=[
                BucketReplicationRule(
                    destination=ReplicationDestination.bucket(replicas),
                    delete_markers=True,
                )
            ],
        )
