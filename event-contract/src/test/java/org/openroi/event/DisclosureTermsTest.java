package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTermsTest {
  private static final DisclosureTerms NONE = new DisclosureTerms(Set.of(), Set.of(), null);
  private static final DisclosureTerms ALL =
      new DisclosureTerms(
          Set.of(SensitiveCategory.values()),
          IntStream.range(0, 50).mapToObj(i -> "e".repeat(62) + i).collect(Collectors.toSet()),
          "claim-payment-1");

  @Test
  void comeBack() {
    assertThat(DisclosureTerms.ofBytes(NONE.toBytes())).isEqualTo(NONE);
    assertThat(DisclosureTerms.ofBytes(ALL.toBytes())).isEqualTo(ALL);
  }

  @Test
  void areTheSameBytesWhateverTheOrder() {
    assertThat(
            new String(
                    new DisclosureTerms(
                            Set.of(SensitiveCategory.HIV, SensitiveCategory.SUBSTANCE_USE),
                            Set.of("b", "a"),
                            null)
                        .toBytes(),
                    StandardCharsets.UTF_8)
                .stripTrailing())
        .isEqualTo("{\"categories\":[\"SUBSTANCE_USE\",\"HIV\"],\"encounters\":[\"a\",\"b\"]}");
  }

  @Test
  void haveALengthThatSaysNothing() {
    DisclosureTerms one = new DisclosureTerms(Set.of(SensitiveCategory.HIV), Set.of("e"), "p");
    assertThat(NONE.toBytes()).hasSize(1_024);
    assertThat(one.toBytes()).hasSize(1_024);
    assertThat(ALL.toBytes().length % 1_024).isZero();
  }

  @Test
  void cannotPrintThemselves() {
    assertThat(ALL.toString()).isEqualTo("DisclosureTerms[masked]");
  }

  @Test
  void nameAtMostFiftyEncounters() {
    Set<String> many = IntStream.range(0, 51).mapToObj(i -> "e" + i).collect(Collectors.toSet());
    assertThatThrownBy(() -> new DisclosureTerms(Set.of(), many, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encounters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"categories\":[]}",
        "{\"categories\":[\"hiv\"],\"encounters\":[]}",
        "{\"categories\":[\"HIV\",\"HIV\"],\"encounters\":[]}",
        "{\"categories\":[],\"encounters\":[\"a b\"]}",
        "{\"categories\":[],\"encounters\":[],\"protocol\":null}",
        "{\"categories\":[],\"encounters\":[],\"protocoll\":\"a\"}",
        "{\"categories\":[],\"encounters\":[]} {}"
      })
  void areNotReadFromWhatIsNotUnderstood(String text) {
    InvalidEvent invalid =
        catchThrowableOfType(
            InvalidEvent.class,
            () -> DisclosureTerms.ofBytes(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(invalid).hasNoCause();
    assertThat(invalid.reason())
        .isIn(InvalidEvent.Reason.NOT_JSON, InvalidEvent.Reason.INVALID_DATA);
  }
}
