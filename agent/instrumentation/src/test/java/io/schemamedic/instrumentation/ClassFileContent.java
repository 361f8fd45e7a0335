package io.schemamedic.instrumentation;

import static java.util.stream.Collectors.toCollection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.NullUnmarked;

/** What stands in a class file. */
@NullUnmarked
record ClassFileContent(byte[] classFile) {
  /** Of the constant pool, which has nothing else between the last two but what is dynamic. */
  private static final int STRING = 8;

  private static final int METHOD_HANDLE = 15;
  private static final int INVOKE_DYNAMIC = 18;

  /** All classes in the constant pool, whether as class entries or inside descriptors. */
  Set<String> classes() {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    return IntStream.range(1, reader.getItemCount())
        .filter(i -> reader.getItem(i) > 0)
        .mapToObj(i -> entry(reader, i, buffer))
        .flatMap(ClassFileContent::typesIn)
        .collect(toCollection(TreeSet::new));
  }

  /**
   * What weaving has added to a class: the names of classes, with dots, as class entries, inside
   * descriptors, and in strings that look like one, by which a class could be loaded; and every
   * constant by which code is found when it runs.
   */
  Set<String> addedTo(byte[] original) {
    Set<String> added = references();
    added.removeAll(new ClassFileContent(original).references());
    return added;
  }

  private Set<String> references() {
    Set<String> references = new TreeSet<>();
    classes().forEach(name -> references.add(name.replace('/', '.')));
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      int tag = offset > 0 ? classFile[offset - 1] : 0;
      if (tag == STRING) {
        String text = reader.readUTF8(offset, buffer).replace('/', '.');
        if (text.matches("(\\w+\\.)+[\\w$]+")) {
          references.add(text);
        }
      } else if (tag >= METHOD_HANDLE && tag <= INVOKE_DYNAMIC) {
        references.add("dynamic constant " + i);
      }
    }
    return references;
  }

  private String entry(ClassReader reader, int item, char[] buffer) {
    int offset = reader.getItem(item);
    int tag = classFile[offset - 1];
    if (tag == 7) {
      String name = reader.readUTF8(offset, buffer);
      return name.startsWith("[") ? name : "L" + name + ";";
    }
    if (tag == 1) {
      String text =
          new String(
              classFile, offset + 2, reader.readUnsignedShort(offset), StandardCharsets.UTF_8);
      return text.matches("\\(?\\[*(L[\\w/$]+;|\\[*[BCDFIJSZ])*.*") && text.contains("/")
          ? text
          : "";
    }
    return "";
  }

  private static Stream<String> typesIn(String descriptor) {
    List<String> types = new ArrayList<>();
    Matcher matcher = Pattern.compile("L([\\w/$]+);").matcher(descriptor);
    while (matcher.find()) {
      types.add(matcher.group(1));
    }
    return types.stream();
  }

  List<String> members() {
    List<String> members = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String type, String signature, Object value) {
                members.add(access + " " + name + ":" + type);
                return null;
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                members.add(access + " " + name + type);
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return members;
  }

  /** Name and descriptor of the methods with this constant, such as the name of the gate. */
  List<String> methodsNaming(String constant) {
    List<String> methods = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitLdcInsn(Object value) {
                    if (value.equals(constant) && !methods.contains(name + type)) {
                      methods.add(name + type);
                    }
                  }
                };
              }
            },
            0);
    return methods;
  }
}
