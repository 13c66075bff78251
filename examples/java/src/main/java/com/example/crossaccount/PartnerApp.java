package com.example.crossaccount;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The partner's app, to which the owner's outputs were told. */
public final class PartnerApp {
    private static final String BUCKET_ARN = "arn:aws:s3:::exchange-111122223333-eu-west-1";
    private static final String KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    public static void main(final String[] args) {
        App app = new App();

        StackProps props = StackProps.builder()
            .env(Environment.builder().account("444455556666").region("us-east-1").build())
            .build();
        new PartnerStack(app, "Partner", props, BUCKET_ARN, KEY_ARN);

        app.synth();
    }
}
