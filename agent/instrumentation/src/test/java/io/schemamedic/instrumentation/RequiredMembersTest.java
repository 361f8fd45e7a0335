package io.schemamedic.instrumentation;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever advice uses of the driver is asked for before it is woven. */
@NullUnmarked
class RequiredMembersTest {
  private static final String DRIVER = "org/postgresql/";

  static Stream<String> classes() {
    return WeavingRules.CLASSES.stream();
  }

  @ParameterizedTest
  @MethodSource("classes")
  void everyMemberThatAdviceUsesIsRequired(String className) throws IOException {
    WeavingRules rules = WeavingRules.of(className);
    Set<String> required =
        rules.requiredMembers.stream()
            .map(member -> member.substring(member.indexOf('#') + 1))
            .collect(toCollection(TreeSet::new));

    for (WeavingRules.Rule rule : rules.rules) {
      assertThat(required).containsAll(membersUsedBy(rule.advice));
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  void strictAdviceUsesNoneOfThem(String className) throws IOException {
    for (WeavingRules.Rule rule : WeavingRules.of(className).strictRules) {
      assertThat(membersUsedBy(rule.advice)).isEmpty();
    }
  }

  /** Names of fields, names and descriptors of methods; not those that every enum has. */
  private static Set<String> membersUsedBy(Class<?> advice) throws IOException {
    Set<String> members = new TreeSet<>();
    try (InputStream in = advice.getResourceAsStream(advice.getSimpleName() + ".class")) {
      new ClassReader(in).accept(new Uses(members), 0);
    }
    return members;
  }

  /** Collects them while an advice is read. */
  private static final class Uses extends ClassVisitor {
    private final Set<String> members;

    Uses(Set<String> members) {
      super(Opcodes.ASM9);
      this.members = members;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String descriptor, boolean isInterface) {
          if (owner.startsWith(DRIVER) && !method.equals("name")) {
            members.add(method + descriptor);
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
          if (owner.startsWith(DRIVER)) {
            members.add(field);
          }
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(
            int parameter, String annotation, boolean visible) {
          return annotation.endsWith("Advice$FieldValue;") ? fieldName() : null;
        }
      };
    }

    private AnnotationVisitor fieldName() {
      return new AnnotationVisitor(Opcodes.ASM9) {
        @Override
        public void visit(String name, Object value) {
          if (name.equals("value")) {
            members.add((String) value);
          }
        }
      };
    }
  }
}
