package com.example;

import io.github.cdks3encryption.S3EncryptionChecks;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;

public final class EncryptedBucketsApp {
    // Replication refers from one Region to another, so the stacks of both say where they are.
    private static final String ACCOUNT = "111122223333";

    public static void main(final String[] args) {
        App app = new App();

        // Looks at the final templates of every stack, whoever wrote their buckets.
        Validations.of(app).addPlugins(new S3EncryptionChecks(app));

        new SseS3Stack(app, "SseS3");
        new SseKmsStack(app, "SseKms");
        new SseKmsAwsManagedStack(app, "SseKmsAwsManaged");
        new DsseKmsStack(app, "DsseKms");
        new DsseKmsAwsManagedStack(app, "DsseKmsAwsManaged");
        new LogsStack(app, "Logs");

        ReplicasStack replicas = new ReplicasStack(app, "Replicas", propsOf("eu-central-1"));
        new OriginalsStack(app, "Originals", propsOf("eu-west-1"), replicas.getBucket());

        // Everything that the checks report is in this one.
        new CarelessStack(app, "Careless");

        app.synth();
    }

    private static StackProps propsOf(final String region) {
        return StackProps.builder()
            .env(Environment.builder().account(ACCOUNT).region(region).build())
            .build();
    }
}
