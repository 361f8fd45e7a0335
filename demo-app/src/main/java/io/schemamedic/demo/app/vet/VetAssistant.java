package io.schemamedic.demo.app.vet;

import io.schemamedic.demo.app.vet.Opinion.Vote;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Stands in for the models behind VetAssist: picks a specialist by the words of the question,
 * always the same one.
 */
@Component
class VetAssistant {

  Opinion answer(String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    if (mentions(lower, "itch", "skin", "fur", "flea")) {
      return opinion(
          "dermatology",
          0.86,
          "This sounds like an irritated skin. Check for fleas and keep the spot dry.",
          "Small animal dermatology, ch. 3");
    }
    if (mentions(lower, "eat", "food", "weight", "diet")) {
      return opinion(
          "nutrition",
          0.81,
          "Offer small portions more often and weigh the animal every day.",
          "Feeding companion animals, ch. 1");
    }
    if (mentions(lower, "limp", "leg", "paw", "joint")) {
      return opinion(
          "orthopedics",
          0.74,
          "Rest for two days; if the limp stays, have the leg looked at.",
          "Lameness in dogs and cats, ch. 2");
    }
    return opinion(
        "general_practice",
        0.55,
        "Watch it for a day and call the practice if it gets worse.",
        "The practice's own advice sheet");
  }

  private static boolean mentions(String question, String... words) {
    for (String word : words) {
      if (question.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static Opinion opinion(
      String specialist, double confidence, String answer, String citation) {
    // The council joins in what is likely, and says so when it is not.
    Vote vote =
        confidence >= 0.6
            ? new Vote("council_chair", "agree", confidence, "In line with the cited source.")
            : new Vote("council_chair", "abstain", confidence, "Too little to go by.");
    return new Opinion(answer, specialist, confidence, List.of(citation), vote);
  }
}
