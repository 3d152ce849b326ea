package io.monitoring.store.format;

import java.nio.charset.StandardCharsets;

/**
 * Words that metric names and labels are made of: deflate's preset dictionary (RFC 1951 allows references back into it),
 * so that a block of fifty points need not spell out "region" and "eu-west-1". Part of format version 1: to change a
 * letter is to make a new version. Deflate reaches the end most cheaply, so the most usual words come last.
 */
final class SeriesVocabulary {

    static final byte[] VERSION_1 =
            ("kafka_consumer_lag jvm_gc_pause_seconds_max jvm_threads_live hikaricp_connections_pending"
                            + "node_filesystem_avail_bytes goroutines open_file_descriptors uptime_seconds replication_lag"
                            + "dead_letter_messages iterator_age concurrent_executions cold_starts invocations throttles"
                            + "consumed_read_capacity_units consumed_write_capacity_units load_average_1m swap_used"
                            + "transactions_per_second deadlocks slow_queries buffer_hit_ratio cache_hits cache_misses evictions"
                            + "payments orders checkout inventory users auth login search gateway notification catalog billing"
                            + "availability_zoneap-southeast-1ap-northeast-1ca-central-1sa-east-1us-west-1us-west-2us-east-2"
                            + "eu-north-1eu-central-1eu-west-2eu-west-3namespacedeploymentcontainernodeclustertenantdatabase"
                            + "tabletopicqueuepartitionconsumer_groupinstance_idi-0instance_typefunctiondevicemountpoint/dev/"
                            + "interfaceeth0protocolhttpsversionv2v1.0.0stagingdevelopmentcanaryblue-greenlevelerrorwarninfo"
                            + "exceptioncodereasonstatus_code200201400404429500502503504methodDELETEPUTPATCHPOSTGET"
                            + "GETquantile0.50.90.950.99le+Infp50p90p95p99error_ratesuccess_rateretry_counttimeout_count"
                            + "saturationthroughputbandwidthnetwork_transmit_bytesnetwork_receive_bytesnetwork_innetwork_out"
                            + "disk_read_bytesdisk_write_bytesdisk_read_opsdisk_write_opsdisk_usage_percentdisk_iodisk_used"
                            + "heap_used_bytesheap_used_mbgc_pause_msthread_countactive_threadsdb_connections_active"
                            + "connection_pool_usageactive_connectionsconnections_openmemory_utilizationmemory_usage_percent"
                            + "memory_used_bytesmemory_usagecpu_utilizationcpu_usage_percentcpu_usagecpu_percentqueue_lengthqueue_depth"
                            + "response_time_p95_msresponse_time_msresponse_timelatency_p99_mslatency_p95_mslatency_p50_ms"
                            + "latency_msrequest_duration_secondsrequest_durationrequests_totalrequests_per_second"
                            + "request_counterror_counterrors_totalhttp_requests_total_mean_max_min_sum_count_bytes_total"
                            + "us-east-1ap-south-1zone-1apodworker-api-db-cache-app-node-endpoint/health/api/v2//api/v1/users"
                            + "/api/v1/ordersenvproductionproddataserverserviceinstanceregioneu-west-1hosthost-ip-10-0-web-0")
                    .getBytes(StandardCharsets.US_ASCII);

    private SeriesVocabulary() {}
}
