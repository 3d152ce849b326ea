package io.monitoring.platform.http;

/** What is wrong with one field or parameter, named as the client wrote it. */
public record FieldError(String field, String detail) {}
