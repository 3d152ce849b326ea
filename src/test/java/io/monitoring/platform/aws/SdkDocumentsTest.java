package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class SdkDocumentsTest {

    @Test
    void everyKindOfJsonSurvivesTheSdksDocuments() throws JsonProcessingException {
        JsonNode tree = new JsonMapper().readTree("""
                {"b":[1,-2.50,12345678901234567890,true,false,null,"text",[],{}],"a":{"nested":{"deep":"\\u00e9"}},"empty":""}""");

        assertThat(SdkDocuments.node(SdkDocuments.of(tree)).toString()).isEqualTo(tree.toString());
    }

    @Test
    void noDocumentIsNull() {
        assertThat(SdkDocuments.node(null).isNull()).isTrue();
    }
}
