package io.schemamedic.dist.drivers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.jspecify.annotations.NullUnmarked;

/** Makes drivers that work as the real one does and have other insides. */
@NullUnmarked
final class ChangedDriver {
  private static final String DRIVER = "org/postgresql/";

  private ChangedDriver() {}

  /** The driver, with a method of another name wherever it is declared and called. */
  static Path withoutMethod(Path driver, String method, Path changed) throws IOException {
    Remapper renaming =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String mapMethodName(String owner, String name, String descriptor) {
            return owner.startsWith(DRIVER) && name.equals(method) ? name + "Renamed" : name;
          }
        };
    return write(driver, changed, writer -> new ClassRemapper(writer, renaming));
  }

  /** The driver, with a field of a class declared as no more than an object. */
  static Path withUntypedField(Path driver, String className, String field, Path changed)
      throws IOException {
    String owner = className.replace('.', '/');
    return write(
        driver,
        changed,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              private boolean isOwner;

              @Override
              public void visit(
                  int version,
                  int access,
                  String name,
                  String signature,
                  String superName,
                  String[] interfaces) {
                isOwner = name.equals(owner);
                super.visit(version, access, name, signature, superName, interfaces);
              }

              @Override
              public FieldVisitor visitField(
                  int access, String name, String type, String signature, Object value) {
                return super.visitField(
                    access, name, typeOf(isOwner && name.equals(field), type), signature, value);
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(
                    Opcodes.ASM9, super.visitMethod(access, name, type, signature, exceptions)) {
                  @Override
                  public void visitFieldInsn(
                      int opcode, String fieldOwner, String fieldName, String fieldType) {
                    boolean changes = fieldOwner.equals(owner) && fieldName.equals(field);
                    super.visitFieldInsn(opcode, fieldOwner, fieldName, typeOf(changes, fieldType));
                  }
                };
              }
            });
  }

  private static String typeOf(boolean changes, String type) {
    return changes ? "Ljava/lang/Object;" : type;
  }

  private static Path write(
      Path driver, Path changed, Function<ClassWriter, ClassVisitor> visitorFor)
      throws IOException {
    try (JarFile from = new JarFile(driver.toFile());
        OutputStream file = Files.newOutputStream(changed);
        JarOutputStream to = new JarOutputStream(file)) {
      Enumeration<JarEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        byte[] content = from.getInputStream(entry).readAllBytes();
        to.putNextEntry(new JarEntry(entry.getName()));
        if (entry.getName().startsWith(DRIVER) && entry.getName().endsWith(".class")) {
          ClassWriter writer = new ClassWriter(0);
          new ClassReader(content).accept(visitorFor.apply(writer), 0);
          content = writer.toByteArray();
        }
        to.write(content);
        to.closeEntry();
      }
    }
    return changed;
  }
}
