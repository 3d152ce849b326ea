package io.monitoring.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.platform.auth.ApiKeyProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiKeyProfile.class)
@QuarkusTestResource(DevStackResource.class)
class IndexWithKeysTest {

    @Test
    void isOpenAndSaysThatKeysAreNeeded() {
        given().get("/").then().statusCode(200).body("authentication.required", equalTo(true));
    }

    @Test
    void withoutAKeyOnlyTheLinksThatNeedNothingAnswer() {
        List<Map<String, String>> links = given().get("/").jsonPath().getList("links");

        assertThat(links).isNotEmpty().allSatisfy(link -> {
            int status = given().request(link.get("method"), link.get("href")).statusCode();
            assertThat(status).isEqualTo(link.get("needs").equals("nothing") ? 200 : 401);
        });
    }

    @Test
    void anOddSpellingOfAPathIsNotTheIndex() {
        for (String path : List.of("//metrics", "/./metrics", "/x/../metrics")) {
            assertThat(given().urlEncodingEnabled(false).get(path).statusCode())
                    .as(path)
                    .isIn(401, 404);
        }
    }
}
