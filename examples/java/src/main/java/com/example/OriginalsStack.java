package com.example;

import io.github.cdks3encryption.BucketReplication;
import io.github.cdks3encryption.BucketReplicationRule;
import io.github.cdks3encryption.EncryptedBucket;
import io.github.cdks3encryption.ReplicationDestination;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A bucket that is replicated to another Region, with keys of AWS KMS on both sides. */
public class OriginalsStack extends Stack {
    public OriginalsStack(final Construct scope, final String id, final StackProps props, final EncryptedBucket replicas) {
        super(scope, id, props);

        BucketReplication.Builder.create(this, "Replication")
            .source(new EncryptedBucket(this, "Originals"))
            .rules(List.of(BucketReplicationRule.builder()
                .destination(ReplicationDestination.bucket(replicas))
                .deleteMarkers(true)
                .build()))
            .build();
    }
}
