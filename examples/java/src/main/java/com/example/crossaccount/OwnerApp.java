package com.example.crossaccount;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The owner's app. */
public final class OwnerApp {
    public static void main(final String[] args) {
        App app = new App();

        StackProps props = StackProps.builder()
            .env(Environment.builder().account("111122223333").region("eu-west-1").build())
            .build();
        new OwnerStack(app, "Owner", props, "444455556666");

        app.synth();
    }
}
