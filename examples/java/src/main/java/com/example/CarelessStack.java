package com.example;

import java.util.List;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.s3.BlockedEncryptionType;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/** Buckets as one finds them: each has a fault that CDK synthesizes without a word. */
public class CarelessStack extends Stack {
    private static final String RULE = "BucketEncryption.ServerSideEncryptionConfiguration.0";

    public CarelessStack(final Construct scope, final String id) {
        super(scope, id);

        // Says nothing: S3 decides how to encrypt, and anybody may read over plain HTTP.
        new Bucket(this, "Uploads");

        // SSE-KMS, but every object costs a request to AWS KMS.
        Bucket.Builder.create(this, "Invoices").encryption(BucketEncryption.KMS).enforceSsl(true).build();

        // An escape hatch undoes what the construct says, and opens the bucket to customer-provided keys.
        Bucket archive = Bucket.Builder.create(this, "Archive")
            .encryption(BucketEncryption.KMS)
            .bucketKeyEnabled(true)
            .enforceSsl(true)
            .blockedEncryptionTypes(List.of(BlockedEncryptionType.SSE_C))
            .build();
        CfnBucket l1 = (CfnBucket) archive.getNode().getDefaultChild();
        l1.addPropertyOverride(RULE + ".BucketKeyEnabled", false);
        l1.addPropertyOverride(RULE + ".BlockedEncryptionTypes.EncryptionType", List.of("NONE"));

        // Known and accepted: acknowledged with a reason, so it is in the report but stops nobody.
        Bucket mirror = Bucket.Builder.create(this, "PublicMirror")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockedEncryptionTypes(List.of(BlockedEncryptionType.SSE_C))
            .build();
        Validations.of(mirror).acknowledge(Acknowledgment.builder()
            .id("S3Encryption::SecureTransportRequired")
            .reason("Package managers of old distributions fetch the mirror over HTTP; packages are signed.")
            .build());
    }
}
