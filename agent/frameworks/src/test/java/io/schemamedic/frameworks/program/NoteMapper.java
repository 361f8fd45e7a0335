package io.schemamedic.frameworks.program;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** What {@link MyBatisService} sends. */
interface NoteMapper {
  @Insert("INSERT INTO notes (author, color) VALUES (#{author}, #{color})")
  int insert(@Param("author") String author, @Param("color") String color);

  @Insert("INSERT INTO notes (author, color) VALUES (#{author}, #{color})")
  @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
  int insertWithKey(Map<String, Object> note);

  @Insert("INSERT INTO visits (author) VALUES (#{author})")
  int visit(@Param("author") String author);

  @Select("SELECT author, body, color FROM notes")
  List<Map<String, Object>> all();

  @Select("SELECT author FROM notes WHERE color = #{color}")
  List<String> authorsOf(@Param("color") String color);

  @Select("SELECT count(*) FROM notes")
  int count();

  @Update("UPDATE notes SET color = #{color} WHERE author = #{author}")
  int paint(@Param("author") String author, @Param("color") String color);
}
