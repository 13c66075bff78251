package com.example;

import io.github.cdks3encryption.DefaultEncryption;
import io.github.cdks3encryption.EncryptedBucket;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/** Two layers of encryption with the AWS managed key aws/s3. */
public class DsseKmsAwsManagedStack extends Stack {
    public DsseKmsAwsManagedStack(final Construct scope, final String id) {
        super(scope, id);

        EncryptedBucket minutes = EncryptedBucket.Builder.create(this, "Minutes")
            .defaultEncryption(DefaultEncryption.dsseKmsAwsManaged())
            .build();

        // The checks advise against it; this is how to say that it is meant.
        Validations.of(minutes).acknowledge(Acknowledgment.builder()
            .id("S3Encryption::CustomerManagedKey")
            .reason("No other account reads them, and nobody has to look after a key.")
            .build());
    }
}
